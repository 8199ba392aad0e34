import { NestFactory } from '@nestjs/core';
import { describeApi } from '@maroquin/platform/http';
import type { Instance } from '@maroquin/platform/instance';
import { API_SUMMARIES } from './api-summaries.js';
import { API_PREFIX, API_VERSION } from './api-version.js';
import { GuardedSuiteModule } from './guarded-suite.module.js';

/** Prints the description of the HTTP interface: routes are read, nothing is opened or started. */
const nothing = {} as Instance; // in preview Nest makes no provider, so nobody asks it for anything
const app = await NestFactory.create(GuardedSuiteModule.of(nothing), {
  preview: true,
  logger: false,
  abortOnError: false,
});
app.setGlobalPrefix(API_PREFIX);
process.stdout.write(`${JSON.stringify(await describeApi(app, API_VERSION, API_SUMMARIES), null, 2)}\n`);
await app.close();
