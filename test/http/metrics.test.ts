import { describe, expect, test } from 'vitest';
import { METRICS, silentMeter } from '../../src/core/ports/meter.ts';
import { createMetrics } from '../../src/http/metrics.ts';

const linesOf = async (metrics: ReturnType<typeof createMetrics>) => (await metrics.text()).split('\n');

describe('the metrics', () => {
  test('are all there from the start at 0, each with what it is', async () => {
    const lines = await linesOf(createMetrics());
    for (const [name, { kind, help }] of Object.entries(METRICS)) {
      const shown = `mingbai_${name}${kind === 'counter' ? '_total' : ''}`;
      expect(lines).toContain(`# HELP ${shown} ${help}`);
      expect(lines).toContain(`# TYPE ${shown} ${kind}`);
      const values = lines.filter((line) => new RegExp(`^${shown}(?:_count)?[ {]`, 'u').test(line));
      expect(values.length).toBeGreaterThan(0);
      for (const line of values) expect(line).toMatch(/ 0$/u);
    }
  });

  test('add up counters, keep the newest of a gauge, and sort values into buckets', async () => {
    const metrics = createMetrics();
    const { meter } = metrics;
    for (let time = 0; time < 3; time++) meter.count('sends', { result: 'sent' });
    meter.count('floods');
    for (const length of [5, 2]) meter.gauge('inbox_pending', length);
    for (const seconds of [0.03, 0.3, 90]) meter.observe('answer_seconds', seconds, { outcome: 'answered' });
    const lines = await linesOf(metrics);
    expect(lines).toEqual(
      expect.arrayContaining([
        'mingbai_sends_total{result="sent"} 3',
        'mingbai_sends_total{result="dropped"} 0',
        'mingbai_floods_total 1',
        'mingbai_inbox_pending 2',
        'mingbai_answer_seconds_bucket{le="0.025",outcome="answered"} 0',
        'mingbai_answer_seconds_bucket{le="0.05",outcome="answered"} 1',
        'mingbai_answer_seconds_bucket{le="0.5",outcome="answered"} 2',
        'mingbai_answer_seconds_bucket{le="+Inf",outcome="answered"} 3',
        'mingbai_answer_seconds_count{outcome="refused"} 0',
      ]),
    );
  });

  test('are never stopped by a value that is no number', async () => {
    const metrics = createMetrics();
    metrics.meter.observe('answer_seconds', Number.NaN, { outcome: 'answered' });
    metrics.meter.gauge('telegram_up', Number.NaN);
    expect(await linesOf(metrics)).toContain('mingbai_answer_seconds_count{outcome="answered"} 0');
  });

  test('of two processes do not meet', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.meter.count('floods');
    expect(await linesOf(other)).toContain('mingbai_floods_total 0');
  });

  test('have labels of fixed words only, few enough to be kept for ever', () => {
    const series = Object.values(METRICS).map(({ labels }) =>
      Object.values(labels).reduce((product, words: readonly string[]) => product * words.length, 1),
    );
    expect(Math.max(...series)).toBeLessThanOrEqual(64);
    for (const { labels } of Object.values(METRICS))
      for (const word of Object.values(labels).flat()) expect(word).toMatch(/^[a-z-]+$/u);
  });
});

test('the silent meter takes everything and says nothing', () => {
  expect(silentMeter.count('floods')).toBeUndefined();
  expect(silentMeter.observe('answer_seconds', 1, { outcome: 'clarify' })).toBeUndefined();
  expect(silentMeter.gauge('telegram_up', 1)).toBeUndefined();
});
