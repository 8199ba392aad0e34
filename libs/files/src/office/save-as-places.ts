import { Injectable } from '@nestjs/common';
import { ResourceTree } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { freeName } from '../files/free-name.js';
import { OfficeAccess } from './office-access.js';
import { WopiError, wopiStatusOf } from './wopi-error.js';

/** Tries of "name (2).ext" before giving up. */
const MAX_NAME_TRIES = 100;

interface Target {
  readonly name: string;
  /** The file that it becomes the newest version of; null: a new one. */
  readonly fileId: string | null;
}

/** Where what is saved under another name goes. */
@Injectable()
export class SaveAsPlaces {
  constructor(
    private readonly office: OfficeAccess,
    private readonly tree: ResourceTree,
    private readonly database: Database,
  ) {}

  /** The name, or one like it that nothing has. @throws {WopiError} 409 */
  async free(place: { orgId: string; parentId: string }, name: string): Promise<Target> {
    for (let attempt = 1; attempt <= MAX_NAME_TRIES; attempt += 1) {
      const tried = freeName(name, attempt);
      if ((await this.named(place, tried)) === null) return { name: tried, fileId: null };
    }
    throw new WopiError(409);
  }

  /** This name and no other. @throws {WopiError} 409 where it is taken, and may not be or is not to be overwritten */
  async exact(
    actor: Actor,
    place: { orgId: string; parentId: string },
    name: string,
    overwrites: boolean,
  ): Promise<Target> {
    const fileId = await this.named(place, name);
    if (fileId !== null && !(overwrites && (await this.mayOverwrite(actor, fileId))))
      throw new WopiError(409);
    return { name, fileId };
  }

  /** As if it were open in the editor itself: what the editor is not given it does not replace either. */
  private async mayOverwrite(actor: Actor, fileId: string): Promise<boolean> {
    try {
      return (await this.office.require(actor, fileId)).mayWrite;
    } catch (error) {
      if (wopiStatusOf(error) !== 404) throw error;
      return false;
    }
  }

  private named(place: { orgId: string; parentId: string }, name: string): Promise<string | null> {
    return this.database.inOrgs({ orgs: [place.orgId] }, (tx) =>
      this.tree.findNamed(tx, place, 'file', name),
    );
  }
}
