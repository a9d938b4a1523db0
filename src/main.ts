import { runCli } from './cli.ts';

// The only place that ends the process; what still drains has been waited for by then.
process.exit(await runCli(process.argv.slice(2)));
