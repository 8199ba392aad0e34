import { Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import { type CreateFile, nameSchema, type OfficeState } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { FilesService } from '../files/files.service.js';
import { emptyFile } from './empty/empty-files.js';
import { OfficeAccess, type OfficeFile } from './office-access.js';

/** Office files: made empty, and as they stand with their newest version. */
@Injectable()
export class OfficeFiles {
  constructor(
    private readonly office: OfficeAccess,
    private readonly files: FilesService,
    private readonly people: PeopleNames,
  ) {}

  /** @throws {DomainError} request.not-found, request.invalid, resource.name-taken */
  async create(actor: Actor, { parentId, name, format }: CreateFile): Promise<string> {
    const full = nameSchema.safeParse(`${name}.${format}`);
    if (!full.success)
      throw new DomainError('request.invalid', {
        fields: [
          { path: 'name', message: { fr: 'trop long avec sa terminaison', en: 'too long with its ending' } },
        ],
      });
    return this.files.create(actor, parentId, full.data, emptyFile(format));
  }

  /** Before an editor is opened that would be refused its content. @throws {DomainError} request.not-found, file.scanning, file.infected */
  async requireContent(actor: Actor, id: string): Promise<void> {
    await this.files.content(actor, id);
  }

  async get(
    actor: Actor,
    id: string,
  ): Promise<OfficeFile & Pick<OfficeState, 'version' | 'savedAt' | 'savedBy'>> {
    const file = await this.office.require(actor, id);
    const { number, writtenAt, writtenBy } = await this.files.facts(actor, id);
    const names = await this.people.names(file.orgId, [writtenBy]);
    return {
      ...file,
      version: number,
      savedAt: writtenAt.toISOString(),
      savedBy: names.get(writtenBy ?? '') ?? null,
    };
  }
}
