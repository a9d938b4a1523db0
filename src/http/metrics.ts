import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type Meter } from '../core/ports/meter.ts';

export interface Metrics {
  readonly meter: Meter;
  /** Of `text`. */
  readonly contentType: string;
  /** Everything measured so far in Prometheus' text form, the process itself (CPU, memory, event loop) included. */
  text(): Promise<string>;
}

const PREFIX = 'mingbai_';

/** Metrics of one process, in a registry of their own; every label value is there from the start, at 0. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const gauges = new Map<string, Gauge>();

  for (const [name, metric] of Object.entries(METRICS)) {
    const { help, labels } = metric;
    const labelNames = Object.keys(labels);
    switch (metric.kind) {
      case 'counter': {
        const counter = new Counter({ name: `${PREFIX}${name}_total`, help, labelNames, registers });
        for (const combination of combinations(labels)) counter.inc(combination, 0);
        counters.set(name, counter);
        break;
      }
      case 'histogram': {
        const buckets = [...metric.buckets];
        const histogram = new Histogram({ name: `${PREFIX}${name}`, help, labelNames, buckets, registers });
        for (const combination of combinations(labels)) histogram.zero(combination);
        histograms.set(name, histogram);
        break;
      }
      case 'gauge':
        gauges.set(name, new Gauge({ name: `${PREFIX}${name}`, help, labelNames, registers }));
    }
  }
  return {
    meter: {
      count: (name, ...[labels]) => counters.get(name)?.inc(labels ?? {}),
      observe: (name, value, ...[labels]) => {
        if (Number.isFinite(value)) histograms.get(name)?.observe(labels ?? {}, value);
      },
      gauge: (name, value, ...[labels]) => {
        if (Number.isFinite(value)) gauges.get(name)?.set(labels ?? {}, value);
      },
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

/** Every way to give each label one of its words: a rate needs its first value before the first event. */
function combinations(labels: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (found, [label, words]) => found.flatMap((one) => words.map((word) => ({ ...one, [label]: word }))),
    [{}],
  );
}
