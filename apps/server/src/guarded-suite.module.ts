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

/** The suite, and the guards that its routes and messages pass. */
@Module({})
export class GuardedSuiteModule {
  static of(instance: Instance): DynamicModule {
    return {
      module: GuardedSuiteModule,
      imports: [SuiteModule.of(instance), DiscoveryModule, IdentityModule],
      providers: [AuthGuard, BodyGuard, Idempotency, IdempotencyInterceptor, SocketProblemFilter],
    };
  }
}
