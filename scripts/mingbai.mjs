// Every command of package.json: makes the checkout ready where it is not, then runs the bundled command line in this process.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
await import(await ensureBuilt());
