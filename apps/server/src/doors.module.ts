import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { IdentityModule } from '@maroquin/identity';
import {
  AuthGuard,
  BodyGuard,
  Idempotency,
  IdempotencyInterceptor,
  SocketProblemFilter,
} from '@maroquin/platform/http';
import type { Instance } from '@maroquin/platform/instance';
import { SuiteModule } from './suite.module.js';

/** The suite with its guards at the door. */
@Module({})
export class DoorsModule {
  static of(instance: Instance): DynamicModule {
    return {
      module: DoorsModule,
      imports: [SuiteModule.of(instance), DiscoveryModule, IdentityModule],
      providers: [AuthGuard, BodyGuard, Idempotency, IdempotencyInterceptor, SocketProblemFilter],
    };
  }
}
