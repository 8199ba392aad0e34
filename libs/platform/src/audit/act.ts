/** Something a security officer may ask about. Ids, numbers and codes only: what people write never stands here. */
export interface Act {
  readonly orgId: string;
  /** null: the system itself. */
  readonly actorId: string | null;
  /** `noun.done`, for example `document.created`. */
  readonly action: string;
  readonly targetId?: string;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: Date;
}
