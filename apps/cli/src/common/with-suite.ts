import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config, loadConfig } from '@maroquin/platform/config';
import { type Instance, type InstanceOptions, openInstance } from '@maroquin/platform/instance';
import { createLogger, type Logger } from '@maroquin/platform/logging';
import { suiteEntities, SuiteModule } from '../../../server/src/suite.module.js';

/** A command is quiet unless LOG_LEVEL asks otherwise. */
export const commandLogger = ({ logLevel }: Config): Logger =>
  createLogger({ logLevel: process.env['LOG_LEVEL'] === undefined ? 'warn' : logLevel });

/** Opens the platform of this folder or database, running or stopped, for one command. */
export async function withInstance<T>(
  work: (instance: Instance) => Promise<T>,
  { admitsLostProofs = false }: Pick<InstanceOptions, 'admitsLostProofs'> = {},
): Promise<T> {
  const config = loadConfig(process.env);
  const logger = commandLogger(config);
  const instance = await openInstance({
    ...{ config, logger, entities: suiteEntities, join: true, admitsLostProofs },
  });
  try {
    return await work(instance);
  } finally {
    await instance.close();
  }
}

/** The same, with the suite's services, and nothing that listens. */
export async function withSuite<T>(
  work: (suite: INestApplicationContext, instance: Instance) => Promise<T>,
  options?: Pick<InstanceOptions, 'admitsLostProofs'>,
): Promise<T> {
  return withInstance(async (instance) => {
    const suite = await NestFactory.createApplicationContext(SuiteModule.of(instance), { logger: false });
    try {
      return await work(suite, instance);
    } finally {
      await suite.close();
    }
  }, options);
}
