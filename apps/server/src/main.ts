import { parseArgs } from 'node:util';
import './compile-cache.js';

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
// Loaded after the cache is there: whatever is imported above is compiled before it.
const { runServer } = await import('./run-server.js');
await runServer({ demo: values.demo });
