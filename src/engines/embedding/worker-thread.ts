import { Worker } from 'node:worker_threads';

/**
 * Starts a thread on a TypeScript module. On Node 20 the `--import tsx` of the process does not reach its threads, so
 * the thread registers tsx itself and then imports the module; `execArgv: []` keeps the process's own flags (a test
 * runner's, for one) out of it.
 * @param data what the module finds in `workerData`.
 */
export function startWorkerThread(module: URL, data: unknown): Worker {
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const source = `import(${tsx}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); })`;
  return new Worker(source, { eval: true, execArgv: [], workerData: data });
}
