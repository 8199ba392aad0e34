import { Inject, Injectable } from '@nestjs/common';
import { AccessService, PeopleNames } from '@maroquin/access';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { FilesService } from '../files/files.service.js';
import { sendContent } from '../files/send-content.js';
import { OfficeAccess } from './office-access.js';
import { WopiError } from './wopi-error.js';
import { answerJson, headerOf, versionOf, type WopiExchange } from './wopi-exchange.js';

const MAX_NAME = 200;

/** CheckFileInfo and GetFile. */
@Injectable()
export class WopiReads {
  constructor(
    private readonly office: OfficeAccess,
    private readonly access: AccessService,
    private readonly files: FilesService,
    private readonly people: PeopleNames,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async info(exchange: WopiExchange): Promise<void> {
    const { actor, fileId } = exchange;
    const { orgId, view, extension, mayWrite, mayWriteBeside } = await this.office.require(actor, fileId);
    const content = await this.files.content(actor, fileId);
    const names = await this.people.names(actor.orgId, [actor.personId]);
    const page = `${this.config.publicUrl}/fichier/${fileId}`;
    const ending = extension === '' ? '' : `.${extension}`;
    answerJson(exchange, {
      BaseFileName: view.name,
      // A file is its organisation's; who brought it may be gone.
      OwnerId: view.createdBy?.id ?? orgId,
      Size: content.size,
      UserId: actor.personId,
      Version: versionOf(content),
      ...(ending !== '' && { FileExtension: ending }),
      FileNameMaxLength: MAX_NAME - ending.length,
      LastModifiedTime: content.writtenAt.toISOString(),
      UserFriendlyName: names.get(actor.personId)?.name ?? '',
      IsAnonymousUser: false,
      UserCanWrite: mayWrite,
      ReadOnly: !mayWrite,
      UserCanRename: mayWrite && (await this.access.may(actor, 'resource.rename', fileId)),
      UserCanNotWriteRelative: !mayWriteBeside,
      SupportsUpdate: true,
      SupportsLocks: true,
      SupportsGetLock: true,
      SupportsExtendedLockLength: true,
      SupportsRename: true,
      SupportsDeleteFile: false,
      SupportsContainers: false,
      SupportsUserInfo: false,
      PostMessageOrigin: this.config.publicUrl,
      HostViewUrl: page,
      HostEditUrl: `${page}/editeur`,
      CloseUrl: page,
    });
  }

  async content(exchange: WopiExchange): Promise<void> {
    const { actor, fileId, request, response } = exchange;
    await this.office.require(actor, fileId);
    const content = await this.files.content(actor, fileId);
    const most = Number(headerOf(exchange, 'x-wopi-maxexpectedsize') ?? Number.POSITIVE_INFINITY);
    if (content.size > most) throw new WopiError(412);
    response.set('X-WOPI-ItemVersion', versionOf(content));
    await sendContent(content, request, response, { inline: false });
  }
}
