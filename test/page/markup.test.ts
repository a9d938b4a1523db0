import { expect, test } from 'vitest';
import { html } from '../../src/page/markup.ts';

const HOSTILE = `<img src=x onerror="alert('1')">&\u0000\u001b[31m\u202e\ud800\n`;

test('a value is text, wherever it stands', () => {
  const safe = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;[31m\n';
  expect(html`<p title="${HOSTILE}">${HOSTILE}${[HOSTILE]}</p>`.toString()).toBe(
    `<p title="${safe}">${safe}${safe}</p>`,
  );
});

test('markup that a template made is taken as it is, and nothing is said of what is absent', () => {
  const inner = html`<b>${'<'}</b>`;
  expect(html`${inner}${[inner, [inner]]}${null}${undefined}${false}${0}`.toString()).toBe(
    `${'<b>&lt;</b>'.repeat(3)}0`,
  );
});
