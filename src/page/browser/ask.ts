import { listenBeside } from './beside.ts';
import { eventsOf } from './events.ts';
import { recall, remember, startAnew } from './talk.ts';

const turns = one<HTMLOListElement>('.turns');
const form = one<HTMLFormElement>('#ask');
const field = one<HTMLTextAreaElement>('#question');
const place = one<HTMLSelectElement>('#place');
const send = one<HTMLButtonElement>('#send');
const told = one<HTMLElement>('#told');
const sendText = send.textContent ?? '';

/** Ends the answer that is on its way. */
let running: AbortController | undefined;

document.addEventListener('submit', (event) => {
  const sent = event.target;
  if (!(sent instanceof HTMLFormElement)) return;
  const path = new URL(sent.action).pathname;
  if (path === '/new') startAnew();
  if (path === '/ask') {
    event.preventDefault();
    void ask(pressed(event, 'question') ?? field.value);
  }
  if (sent.classList.contains('verdict')) {
    event.preventDefault();
    void judge(sent, pressed(event, 'verdict') ?? '');
  }
});

field.addEventListener('keydown', (event) => {
  // Enter ends what an input method is writing.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});

send.addEventListener('click', (event) => {
  if (running === undefined) return;
  event.preventDefault();
  // The second press of a double one meant to ask.
  if (event.detail < 2) running.abort();
});

listenBeside();
void restore();

async function ask(question: string): Promise<void> {
  if (running !== undefined || question.trim() === '') return;
  const stopping = new AbortController();
  running = stopping;
  send.textContent = send.dataset.stop ?? '';
  send.type = 'button';
  document.querySelector('.welcome')?.remove();
  if (question === field.value) field.value = '';
  let turn: Element | null = null;
  try {
    const response = await fetch('/ask', {
      method: 'POST',
      headers: { accept: 'text/event-stream' },
      body: new URLSearchParams({ question, place: place.value }),
      signal: stopping.signal,
    });
    if (response.status === 401) location.reload();
    if (!response.ok || response.body === null) throw new Error(String(response.status));
    for await (const { event, data } of eventsOf(response.body)) {
      if (event === 'asked') {
        turns.insertAdjacentHTML('beforeend', data);
        turn = turns.lastElementChild;
        turn?.scrollIntoView({ block: 'start' });
      }
      if (event === 'draft') replace(turn?.querySelector('.said'), data);
      if (event === 'fault') replace(turn?.querySelector('.answer'), data);
      if (event === 'answer') {
        const { key, url, html } = JSON.parse(data) as { key: string; url: string; html: string };
        turn = replace(turn, html);
        remember(key);
        history.replaceState(null, '', url);
        turn?.scrollIntoView({ block: 'nearest' });
        told.textContent = turn?.querySelector('.said')?.textContent ?? '';
      }
    }
  } catch {
    const text = stopping.signal.aborted ? send.dataset.stopped : send.dataset.failed;
    turn ??= turns.appendChild(unanswered(question));
    const wait = turn.querySelector('.wait, .is-failed');
    if (wait) wait.textContent = text ?? '';
    told.textContent = text ?? '';
    if (field.value === '') field.value = question;
  } finally {
    turn?.classList.remove('is-pending');
    turn?.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
    running = undefined;
    send.textContent = sendText;
    send.type = 'submit';
  }
}

async function judge(verdictForm: HTMLFormElement, verdict: string): Promise<void> {
  const response = await fetch(`${verdictForm.action}?part`, {
    method: 'POST',
    body: new URLSearchParams({ verdict }),
  }).catch(() => undefined);
  if (response?.status === 401) location.reload();
  if (response?.ok !== true) {
    const status = verdictForm.querySelector('[role=status]');
    if (status !== null) status.textContent = verdictForm.dataset.failed ?? '';
    return;
  }
  const shown = replace(verdictForm, await response.text());
  shown?.querySelector<HTMLButtonElement>(`button[value="${CSS.escape(verdict)}"]`)?.focus();
}

/** The turn of a question that the server never took. */
function unanswered(question: string): Element {
  const made = document.createElement('li');
  made.className = 'turn';
  const asked = document.createElement('p');
  asked.className = 'asked';
  const label = document.createElement('span');
  label.className = 'unseen';
  label.textContent = send.dataset.asked ?? '';
  asked.append(label, question);
  const answer = document.createElement('article');
  answer.className = 'answer is-failed';
  made.append(asked, answer);
  return made;
}

/** Puts what was said before in this tab above what the address names. */
async function restore(): Promise<void> {
  const shown = turns.querySelector<HTMLElement>('.turn')?.dataset.key;
  const earlier = recall(shown);
  const parts = await Promise.all(
    earlier.map(async (key) => {
      const response = await fetch(`/a/${encodeURIComponent(key)}?part`);
      return response.ok ? response.text() : '';
    }),
  );
  if (parts.join('') === '') return;
  document.querySelector('.welcome')?.remove();
  turns.insertAdjacentHTML('afterbegin', parts.join(''));
  if (location.hash === '') turns.lastElementChild?.scrollIntoView({ block: 'start', behavior: 'instant' });
  else
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: 'center' });
}

/** What the button says that sent a form. */
function pressed({ submitter }: SubmitEvent, name: string): string | undefined {
  return submitter instanceof HTMLButtonElement && submitter.name === name ? submitter.value : undefined;
}

/** Puts HTML, which the page itself rendered, in the place of an element. */
function replace(element: Element | null | undefined, html: string): Element | null {
  if (!element) return null;
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  const made = template.content.firstElementChild;
  if (made !== null) element.replaceWith(made);
  return made;
}

function one<E extends Element>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(selector);
  return found;
}
