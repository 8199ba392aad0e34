import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@maroquin/platform/config';
import { openInstance } from '@maroquin/platform/instance';
import { createLogger } from '@maroquin/platform/logging';
import { suiteEntities, SuiteModule } from '../../apps/server/src/suite.module.js';
import type { Maroquin } from './maroquin.js';

export interface OpenSuite {
  readonly suite: INestApplicationContext;
  readonly close: () => Promise<void>;
}

/** The suite's services in this process, on the folder and database of a server that runs: what commands on its machine use. */
export async function openSuite(node: Pick<Maroquin, 'env'>): Promise<OpenSuite> {
  const logger = createLogger({ logLevel: 'error' });
  const config = loadConfig(node.env);
  const instance = await openInstance({ config, logger, entities: suiteEntities, join: true });
  const suite = await NestFactory.createApplicationContext(SuiteModule.of(instance), { logger: false });
  return {
    suite,
    close: async () => {
      await suite.close();
      await instance.close();
    },
  };
}
