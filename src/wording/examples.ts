/** Questions that are offered as examples: `of` is what people call the county, `name` what is asked about. */
export const exampleWording = {
  is: (of: string, name: string) => `${of}${name}是多少？`,
  rate: (of: string, name: string) => `${of}${name}是多少？`,
  count: (of: string, name: string, counter: string) => `${of}有多少${counter}${name}？`,
  done: (of: string, name: string, counter: string) => `${of}${name}了多少${counter}？`,
  paid: (of: string, name: string) => `${of}${name}发放了多少钱？`,
  meant: (of: string, name: string) => `${of}的“${name}”指的是什么？`,
} as const;
