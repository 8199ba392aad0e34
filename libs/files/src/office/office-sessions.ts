import { Inject, Injectable } from '@nestjs/common';
import type { OfficeSession, OfficeState } from '@maroquin/contracts';
import { AuthService } from '@maroquin/identity';
import { CONFIG, type Config } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { OfficeDiscovery } from './office-discovery.js';
import { WopiTokens } from './wopi-tokens.js';
import type { OfficeFile } from './office-access.js';
import { OfficeEditing } from './office-editing.js';
import { OfficeFiles } from './office-files.js';

const LANGUAGES = { fr: 'fr-FR', en: 'en-GB' } as const;

/** Opens a file in the office editor, and says what has become of it here. */
@Injectable()
export class OfficeSessions {
  constructor(
    private readonly files: OfficeFiles,
    private readonly discovery: OfficeDiscovery,
    private readonly tokens: WopiTokens,
    private readonly sessions: AuthService,
    private readonly editing: OfficeEditing,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /**
   * For the browser of somebody who is signed in: a program has no editor, and who came by a link has no session.
   * @param isRenewal the editor goes on with what it has, also with what was refused
   * @throws {DomainError} request.not-found, marking.forbids-editor, editor.unsupported, editor.unavailable, file.scanning, file.infected
   */
  async open(
    actor: Actor,
    id: string,
    cookie: string | undefined,
    isRenewal: boolean,
  ): Promise<OfficeSession> {
    const handle = hasEditor(actor) ? this.sessions.handleOf(cookie) : null;
    if (handle === null || !this.discovery.isOffered) throw new DomainError('request.not-found');
    const file = await this.files.get(actor, id);
    await this.files.requireContent(actor, id);
    const { mode, action } = await this.actionFor(file);
    const { secret, until } = this.tokens.make(id, handle);
    if (mode === 'edit' && !isRenewal) await this.editing.opened(actor, { orgId: file.orgId, fileId: id });
    const source = encodeURIComponent(`${this.config.publicUrl}/wopi/files/${id}`);
    return {
      action: `${action}WOPISrc=${source}&lang=${LANGUAGES[actor.locale]}`,
      accessToken: secret,
      accessTokenTtl: until,
      mode,
      version: file.version,
    };
  }

  private async actionFor({
    extension,
    mayWrite,
  }: OfficeFile): Promise<{ readonly mode: 'edit' | 'view'; readonly action: string }> {
    const edit = await this.discovery.actionFor(extension, 'edit');
    if (mayWrite && edit !== null) return { mode: 'edit', action: edit };
    // Editors open what they edit for reading as well, whether or not they say so.
    const action = (await this.discovery.actionFor(extension, 'view')) ?? edit;
    if (action === null) throw new DomainError('editor.unsupported');
    return { mode: 'view', action };
  }

  /** @throws {DomainError} request.not-found, marking.forbids-editor */
  async state(actor: Actor, id: string): Promise<OfficeState> {
    if (!this.discovery.isOffered || !hasEditor(actor)) throw new DomainError('request.not-found');
    const { orgId, mayWrite, version, savedAt, savedBy } = await this.files.get(actor, id);
    const file = { orgId, fileId: id };
    if (mayWrite) await this.editing.seen(actor, file);
    return { version, savedAt, savedBy, mayWrite, ...(await this.editing.of(actor, file)) };
  }
}

/** Somebody with an account, in a browser: a visitor by link learns of nobody who works here, and a program has no page. */
const hasEditor = ({ standing, sessionId }: Actor): boolean => standing !== 'visitor' && sessionId !== null;
