import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  idSchema,
  type OrganisationStorage,
  organisationStorageSchema,
  pageQuerySchema,
  setQuotaSchema,
  type StorageDefaults,
  storageDefaultsSchema,
  type StorageQuota,
  storageQuotaSchema,
  storageSchema,
  type StoredFile,
  storedFilesSchema,
  type StoredSpace,
  storedSpacesSchema,
  type StorageView,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Access, Answers, CurrentActor } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import { Quotas } from './quotas.service.js';
import { StoredLists } from './stored-lists.service.js';

@Controller()
export class QuotasController {
  constructor(
    private readonly quotas: Quotas,
    private readonly lists: StoredLists,
  ) {}

  @Get('resources/:id/storage')
  @Access('resource.create')
  @Answers(storageSchema)
  ofPlace(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<StorageView> {
    return this.quotas.ofPlace(actor, id);
  }

  @Get('organisation/storage')
  @Access('people.manage')
  @Answers(organisationStorageSchema)
  ofOrganisation(@CurrentActor() actor: Actor): Promise<OrganisationStorage> {
    return this.quotas.ofOrganisation(actor);
  }

  /** The fullest first. */
  @Get('organisation/storage/spaces')
  @Access('people.manage')
  @Answers(storedSpacesSchema)
  listSpaces(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<StoredSpace>> {
    return this.lists.spaces(actor, query);
  }

  /** The largest first. */
  @Get('organisation/storage/files')
  @Access('people.manage')
  @Answers(storedFilesSchema)
  listFiles(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: Paging,
  ): Promise<Page<StoredFile>> {
    return this.lists.files(actor, query);
  }

  @Put('organisation/storage')
  @HttpCode(204)
  @Access('people.manage')
  async setDefaults(
    @CurrentActor() actor: Actor,
    @Body({ schema: storageDefaultsSchema }) defaults: StorageDefaults,
  ): Promise<void> {
    await this.quotas.setDefaults(actor, defaults);
  }

  @Get('storage/quotas/:id')
  @Access('people.manage')
  @Answers(storageQuotaSchema)
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<StorageQuota> {
    return this.quotas.of(actor, id);
  }

  @Put('storage/quotas/:id')
  @HttpCode(204)
  @Access('people.manage')
  async set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: setQuotaSchema }) { quota }: z.infer<typeof setQuotaSchema>,
  ): Promise<void> {
    await this.quotas.set(actor, id, quota);
  }
}
