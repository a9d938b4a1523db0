import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { METRICS } from '../src/core/ports/meter.ts';
import { MAX_BODY } from '../src/telegram/delivery/webhook.ts';
import { filesUnder, ROOT } from './source/modules.ts';
import { VARIABLES } from './source/variables.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const READMES = ['README.md', 'README.zh-CN.md'];

/** Values of a unit file by section and key, in order; a key may stand several times. */
function settingsOf(unit: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  let section = '';
  for (const line of unit.split('\n').filter((text) => text !== '' && !text.startsWith('#'))) {
    const [, opened] = /^\[(\w+)\]$/u.exec(line) ?? [];
    if (opened !== undefined) section = opened;
    else {
      const [, key, value] = /^(\w+)=(.*)$/u.exec(line) ?? expect.unreachable(`no setting: ${line}`);
      const name = `${section}.${key}`;
      settings.set(name, [...(settings.get(name) ?? []), value ?? '']);
    }
  }
  return settings;
}

const withoutComments = (text: string) => text.replaceAll(/^\s*#.*$/gmu, '');

describe('the systemd unit', () => {
  const settings = settingsOf(read('deploy/mingbai.service'));
  const [command = ''] = settings.get('Service.ExecStart') ?? [];

  test('runs what `npm start` runs once all is installed, as a service, with a user of its own', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const [, flags = '', given = ''] =
      /^node (.*)scripts\/mingbai\.mjs (.*)$/u.exec(scripts.start ?? '') ?? [];
    expect(command).toBe(`/usr/bin/node ${flags}dist/main.js ${given} --no-terminal`);
    // It may write neither node_modules nor dist/: what it starts installs and builds nothing.
    expect(read('dist/main.js')).not.toMatch(/esbuild|spawn|write|\bimport.*scripts/u);
    expect(settings.get('Service.User')).toEqual(['mingbai']);
    expect(settings.get('Service.Restart')).toEqual(['on-failure']);
    expect(settings.get('Service.EnvironmentFile')).toEqual(['/etc/mingbai.env']);
  });

  test('gives it the time that it takes to stop: 25 s to answer, a second to write, 5 s for requests', () => {
    const [seconds = ''] = settings.get('Service.TimeoutStopSec') ?? [];
    const drain = Number(/DRAIN = ([\d_]+)/u.exec(read('src/telegram/bot.ts'))?.[1]?.replace('_', ''));
    expect(drain).toBe(25_000);
    expect(Number(seconds)).toBeGreaterThanOrEqual(drain / 1_000 + 10);
  });

  test('keeps state and index where it may write, and sets nothing that is no setting', () => {
    const [given = ''] = settings.get('Service.Environment') ?? [];
    const variables = Object.fromEntries(given.split(' ').map((pair) => pair.split('=')));
    const config = readConfig(variables);
    const writable = `/var/lib/${settings.get('Service.StateDirectory')?.[0]}/`;
    for (const folder of [config.dataDir, config.indexDir]) expect(folder.startsWith(writable)).toBe(true);
    expect(Object.keys(variables).filter((name) => !VARIABLES.includes(name))).toEqual(['NODE_ENV']);
  });
});

describe('the proxies', () => {
  const { http } = readConfig({});
  const upstream = `${http.host}:${http.port}`;
  const caddy = withoutComments(read('deploy/Caddyfile'));
  const nginx = withoutComments(read('deploy/nginx.conf'));

  test('have every brace closed, and in nginx every directive ended', () => {
    for (const text of [caddy, nginx]) {
      let depth = 0;
      for (const [brace] of text.matchAll(/[{}]/gu)) {
        depth += brace === '{' ? 1 : -1;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
    }
    const unended = nginx.split('\n').filter((line) => line.trim() !== '' && !/[;{}]$/u.test(line.trimEnd()));
    expect(unended).toEqual([]);
  });

  test('hand the webhook alone to the default address, with its cap on bodies', () => {
    expect(caddy).toMatch(new RegExp(`handle /hook \\{[^]*reverse_proxy ${upstream} [^]*respond 404`, 'u'));
    expect(nginx).toMatch(
      new RegExp(
        `location = /hook \\{[^}]*proxy_pass http://${upstream};[^]*location / \\{\\s*return 404;`,
        'u',
      ),
    );
    const url = 'https://bot.example.org/hook';
    for (const file of ['deploy/Caddyfile', 'deploy/nginx.conf', ...READMES])
      expect(read(file)).toContain(`WEBHOOK_URL=${url}`);
    const [, caddyCap] = /max_size (\d+)MiB/u.exec(caddy) ?? [];
    const [, nginxCap] = /client_max_body_size (\d+)m;/u.exec(nginx) ?? [];
    expect([Number(caddyCap) * 1_048_576, Number(nginxCap) * 1_048_576]).toEqual([MAX_BODY, MAX_BODY]);
    expect(nginx).toContain('proxy_read_timeout 60s;');
  });
});

describe.each(READMES)('%s', (readme) => {
  const text = read(readme);

  test('names every file of deploy/, and only paths there that exist', () => {
    const named = new Set([...text.matchAll(/deploy\/[\w.]+/gu)].map(([path]) => path));
    expect([...named].sort()).toEqual(filesUnder('deploy').toSorted());
    for (const path of named) expect(existsSync(join(ROOT, path))).toBe(true);
  });

  test('names every metric by the name that it has, and no other', () => {
    const named = new Set([...text.matchAll(/`mingbai_(\w+?)(?:_total)?`/gu)].map(([, name]) => name));
    expect([...named].sort()).toEqual(Object.keys(METRICS).toSorted());
    for (const [name, { kind }] of Object.entries(METRICS))
      expect(text).toContain(`\`mingbai_${name}${kind === 'counter' ? '_total' : ''}\``);
  });
});
