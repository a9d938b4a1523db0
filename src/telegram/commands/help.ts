import { wording } from '../../wording.ts';
import { renderLines } from '../render.ts';
import type { Command } from './context.ts';

export const start: Command = ({ bot, isPrivate }) =>
  isPrivate
    ? renderLines([wording.telegram.start, '', wording.telegram.help(bot.username)])
    : renderLines([wording.telegram.startGroup(bot.username)]);

export const help: Command = ({ bot, isOperator }) =>
  renderLines([wording.telegram.help(bot.username), ...(isOperator ? [wording.telegram.helpOperator] : [])]);
