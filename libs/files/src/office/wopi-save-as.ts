import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { lengthOf } from '../files/content-length.js';
import { WriteFile } from '../files/write-file.js';
import { OfficeAccess, type OfficeFile } from './office-access.js';
import { SaveAsPlaces } from './save-as-places.js';
import { WopiError } from './wopi-error.js';
import { answerJson, headerOf, type WopiExchange } from './wopi-exchange.js';
import { WopiLocks } from './wopi-locks.js';
import { decodeUtf7, nameOf } from './wopi-names.js';
import { WopiTokens } from './wopi-tokens.js';

/** PutRelativeFile: saved under another name, in the same folder. */
@Injectable()
export class WopiSaveAs {
  constructor(
    private readonly office: OfficeAccess,
    private readonly places: SaveAsPlaces,
    private readonly writer: WriteFile,
    private readonly locks: WopiLocks,
    private readonly tokens: WopiTokens,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async put(exchange: WopiExchange): Promise<void> {
    const { actor, fileId, token, request } = exchange;
    const suggested = headerOf(exchange, 'x-wopi-suggestedtarget');
    const exact = headerOf(exchange, 'x-wopi-relativetarget');
    const file = await this.office.require(actor, fileId);
    const { parentId } = file.view;
    if (!file.mayWriteBeside || parentId === null) throw new WopiError(501);
    if ((suggested === undefined) === (exact === undefined)) throw new WopiError(400);
    const overwrites = headerOf(exchange, 'x-wopi-overwriterelativetarget')?.toLowerCase() === 'true';
    const place = { orgId: file.orgId, parentId };
    const target =
      exact === undefined
        ? await this.places.free(place, suggestedName(file, decodeUtf7(suggested ?? '')))
        : await this.places.exact(actor, place, nameOf(decodeUtf7(exact)), overwrites);
    const overwritten = target.fileId === null ? null : { orgId: file.orgId, fileId: target.fileId };
    if (overwritten !== null) await this.locks.requireHeldNow(actor, overwritten, null, true);
    const id = await this.writer.write(
      actor,
      {
        ...{ parentId, ...target, length: lengthOf(request) },
        ...(overwritten !== null && {
          stillHolds: (tx) => this.locks.requireHeld(tx, overwritten, null, true),
        }),
      },
      request,
    );
    const page = `${this.config.publicUrl}/fichier/${id}`;
    answerJson(exchange, {
      Name: target.name,
      Url: `${this.config.publicUrl}/wopi/files/${id}?access_token=${this.tokens.forFile(id, token).secret}`,
      HostViewUrl: page,
      HostEditUrl: `${page}/editeur`,
    });
  }
}

/** A whole name, or another ending for the one it has. */
const suggestedName = ({ view, extension }: OfficeFile, text: string): string => {
  if (!text.startsWith('.')) return nameOf(text);
  const stem = extension === '' ? view.name : view.name.slice(0, -extension.length - 1);
  return nameOf(`${stem}${text}`);
};
