/** What is said to a greeting, thanks, a goodbye, and a question about the answerer itself. */
export const courtesies = {
  greeting: (examples: readonly string[]) => `您好！有政策问题请直接问我${suchAs(examples)}。`,
  thanks: () => '不客气，有问题随时问。',
  goodbye: () => '再见，有问题随时问。',
  nod: () => '好的，有问题随时问。',
  identity: (examples: readonly string[]) =>
    `我是政策问答机器人“明白”，只根据已载入的资料回答，每句话都注明出处。您可以直接问我${suchAs(examples)}。`,
  abilities: (examples: readonly string[]) =>
    `您可以问资料里写到的政策、标准、人数和做法${suchAs(examples)}；我摘出原文回答，注明出处。`,
  /** @param titles the first of them, each with place and date. */
  sources: (count: number, titles: readonly string[]) =>
    count === 0
      ? '您好，现在还没有载入任何资料。'
      : [
          `您好，现在载入了${count}份资料${count > titles.length ? `，前${titles.length}份是` : ''}：`,
          ...titles.map((title, at) => `${at + 1}. ${title}`),
        ].join('\n'),
} as const;

/** Each in quotation marks: “低保标准是多少？”“高龄津贴是多少？” */
export function quoted(texts: readonly string[]): string {
  return texts.map((text) => `“${text}”`).join('');
}

function suchAs(examples: readonly string[]): string {
  return examples.length === 0 ? '' : `，比如${quoted(examples)}`;
}
