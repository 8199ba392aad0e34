import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { NotificationKind } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';

export interface NotificationRow {
  readonly id: string;
  readonly org_id: string;
  readonly kind: NotificationKind;
  readonly subject_id: string;
  readonly actor_id: string | null;
  readonly at: Date;
  readonly conversation_id: string | null;
  readonly first_seq: string | null;
  readonly last_seq: string | null;
  readonly root_seq: string | null;
  readonly read_at: Date | null;
}
export type Judged = NotificationRow & { readonly isShown: boolean };

export const NOTIFICATION_COLUMNS =
  'id, org_id, kind, subject_id, actor_id, at, conversation_id, first_seq, last_seq, root_seq, read_at';
const isOfMessages = ({ conversation_id }: NotificationRow): boolean => conversation_id !== null;

/** Of a person's notifications: those whose subject they may still see. */
@Injectable()
export class JudgeNotifications {
  constructor(private readonly access: AccessService) {}

  /** Whether what each is about may still be seen. @throws {DomainError} request.not-found for a token without content */
  async judge(actor: Actor, rows: readonly NotificationRow[]): Promise<Judged[]> {
    await this.access.subjectsOf(actor);
    const about = (isMeant: (row: NotificationRow) => boolean): string[] => [
      ...new Set(rows.filter(isMeant).map((row) => row.subject_id)),
    ];
    const conversations = await this.access.which(actor, 'channel.read', about(isOfMessages));
    // A comment hangs on its document.
    const commented = await this.access.which(actor, 'document.read', about(isOfMessages));
    const resources = await this.access.which(
      actor,
      'resource.read',
      about((row) => !isOfMessages(row) && row.kind !== 'team-joined'),
    );
    const answered = await this.access.which(
      actor,
      'access.answer',
      about(({ kind }) => kind === 'access-requested'),
    );
    // A team and what was not given are no resource that a narrow token could be for.
    const isWide = actor.tokenScopes === null || actor.tokenScopes.includes('all');
    const isShown = (row: NotificationRow): boolean => {
      if (isOfMessages(row)) return conversations.has(row.subject_id) || commented.has(row.subject_id);
      if (row.kind === 'team-joined' || row.kind === 'access-answered') return isWide;
      if (row.kind === 'access-requested') return answered.has(row.subject_id);
      return resources.has(row.subject_id);
    };
    return rows.map((row) => ({ ...row, isShown: isShown(row) }));
  }
}
