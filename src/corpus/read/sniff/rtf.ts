/** Whether bytes begin as a file in RTF does. */
export function looksLikeRtf(head: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s{0,8}\{\\rtf/u.test(Buffer.from(head.subarray(0, 16)).toString('latin1'));
}
