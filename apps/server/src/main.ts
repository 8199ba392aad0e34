import { parseArgs } from 'node:util';
import { runServer } from './run-server.js';

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
await runServer({ demo: values.demo });
