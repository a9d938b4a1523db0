import type { chat } from '../wording/chat/chat.ts';

/** What is said in a chat; a surface may say it in words of its own. */
export type ChatWords = typeof chat;
