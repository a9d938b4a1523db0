/** From this width on there is room beside the chat. */
const WIDE = matchMedia('(min-width: 64rem)');

/** Opens links to documents and reasons beside the chat where there is room; else they lead to views of their own. */
export function listenBeside(): void {
  const desk = document.querySelector<HTMLElement>('[data-desk]');
  const beside = document.getElementById('beside');
  if (desk === null || beside === null) return;
  /** The link that it was opened by last from outside of it. */
  let from: HTMLElement | undefined;
  /** The newest of the links that were opened: what comes late of another is not shown. */
  let newest: HTMLAnchorElement | undefined;

  const close = () => {
    newest = undefined;
    beside.hidden = true;
    beside.replaceChildren();
    desk.classList.remove('is-open');
    from?.focus();
  };

  const open = async (link: HTMLAnchorElement) => {
    const url = new URL(link.href);
    const part = new URL(url);
    part.searchParams.set('part', '');
    newest = link;
    const html = await fetch(part)
      .then((response) => (response.ok ? response.text() : undefined))
      .catch(() => undefined);
    if (newest !== link) return;
    if (html === undefined) {
      location.assign(url);
      return;
    }
    if (!beside.contains(link)) from = link;
    beside.innerHTML = html;
    beside.querySelector('.pane-bar')?.append(closeButton(desk, close));
    beside.hidden = false;
    desk.classList.add('is-open');
    beside.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    const name = decodeURIComponent(url.hash.slice(1));
    const quote = name === '' ? null : document.getElementById(name);
    if (quote === null) beside.scrollTop = 0;
    else
      beside.scrollTop +=
        quote.getBoundingClientRect().top - beside.getBoundingClientRect().top - beside.clientHeight / 3;
    link.scrollIntoView({ block: 'nearest' });
  };

  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-beside]');
    const isPlain =
      event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link === null || !isPlain || !WIDE.matches) return;
    event.preventDefault();
    void open(link);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !beside.hidden) close();
  });
}

/** Closes what is beside the chat. */
function closeButton({ dataset }: HTMLElement, close: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button is-small';
  button.textContent = dataset.close ?? '';
  button.addEventListener('click', close);
  return button;
}
