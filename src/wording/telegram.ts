import { chat } from './chat/chat.ts';

/** What is said in Telegram alone, and what every chat says; buttons.ts: on buttons and when one is pressed. */
export const telegram = {
  ...chat,
  start: '您好，我根据已载入的资料回答政策问题，每句话都注明出处。直接把问题发给我就行。',
  startGroup: (username: string) =>
    `大家好，我根据已载入的资料回答政策问题，每句话都注明出处。@${username} 加上问题，或者 /ask 加上问题，我就会回答。`,
  help: (username: string) =>
    [
      '怎么问我：',
      `· 群里：@${username} 加上问题；或 /ask 加上问题；或直接回复我的消息`,
      `· 回复别人的消息并 @${username}，我就回答那条消息`,
      '· 私聊：直接发问题',
      '',
      '问题里写上县名更准。资料里没有的，我会直说没有，不会编。',
    ].join('\n'),
  nothingAskedPrivately: '请直接把问题发给我，比如带上县名问标准、人数、政策。',
  nothingAsked: (username: string) =>
    `请把问题写在 @${username} 后面，或者回复要问的那条消息再 @${username}。`,
  /** To a member who asks where nobody else sees it. */
  askOpenly: (username: string) =>
    `这里的话只有您看得见。回答要让大家都能核对，请在群里 @${username} 再问一次；选县可以直接点按钮。`,
  noText: '我只看得懂文字，图片、语音、文件、投票这些都看不了。请把问题打字发给我，写在图片下面也行。',
  continued: '（续）',
  /** Before an answer to a question that names no place. */
  ownPlace: (place: string) => `（没写地方，按这里设置的${place}回答）`,
} as const;
