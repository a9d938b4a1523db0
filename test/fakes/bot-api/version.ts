/** The versions of the Bot API that the server can be set to; the oldest is what the product asks for at least. */
export const VERSIONS = ['9.0', '10.1', '10.2', '10.3'] as const;
export type BotApiVersion = (typeof VERSIONS)[number];

/** Whether a server of `version` knows what came with version `since`; what has no version was there before all of them. */
export function knows(version: BotApiVersion, since: string | undefined): boolean {
  if (since === undefined) return true;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number);
  return major === sinceMajor ? minor >= sinceMinor : major > sinceMajor;
}
