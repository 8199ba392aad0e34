import { z } from 'zod';
import { roleSchema } from '../roles.js';
import {
  idSchema,
  instantSchema,
  pageOf,
  pageQuerySchema,
  personSchema,
  resourceKinds,
  timeOfDaySchema,
} from './common.js';

/** What a person can be notified of. */
export const notificationKinds = [
  'mention',
  'reply',
  'direct',
  'comment',
  'comment-assigned',
  'access-given',
  'access-requested',
  'access-answered',
  'team-joined',
  'circuit-asked',
  'circuit-due',
  'circuit-returned',
  'circuit-approved',
  'file-blocked',
  'break-glass-begun',
  'break-glass-ended',
] as const;
export const notificationKindSchema = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

/** Rows that are marked at once; older ones of somebody who has more stay as they are. */
export const MOST_MARKED = 1_000;

export const notificationSchema = z.object({
  id: idSchema,
  kind: notificationKindSchema,
  at: instantSchema,
  read: z.boolean(),
  /** Who did it; null: nobody whose name is shown. */
  actor: personSchema.nullable(),
  /** What it is about, as it is called now; null: a team, or what the person asked for and was not given. */
  resource: z
    .object({
      id: idSchema,
      kind: z.enum([...resourceKinds, 'direct']),
      /** Empty: a direct conversation without a name. */
      name: z.string(),
      parentId: idSchema.nullable(),
      role: roleSchema,
    })
    .nullable(),
  team: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** Of messages: the first of them, how many, and of a thread the number of the message that it replies to. */
  messages: z
    .object({
      conversationId: idSchema,
      seq: z.number().int(),
      count: z.number().int(),
      root: z.number().int().nullable(),
    })
    .nullable(),
});
export type NotificationView = z.infer<typeof notificationSchema>;
export const notificationsSchema = pageOf(notificationSchema);
export type Notifications = z.infer<typeof notificationsSchema>;

/** GET /api/v1/notifications : the newest first. */
export const notificationFilterSchema = z.enum(['all', 'unread', 'mentions']);
export type NotificationFilter = z.infer<typeof notificationFilterSchema>;
export const notificationQuerySchema = pageQuerySchema.extend({
  show: notificationFilterSchema.default('all'),
});

/** GET /api/v1/notifications/unread : how many, 100 standing for more. */
export const unreadNotificationsSchema = z.object({ count: z.number().int().min(0).max(100) });
export type UnreadNotifications = z.infer<typeof unreadNotificationsSchema>;

/** PUT /api/v1/notifications/read : without ids, all that are unread. Answers which were changed, to undo it. */
export const markNotificationsSchema = z.strictObject({
  ids: z.array(idSchema).min(1).max(MOST_MARKED).optional(),
  read: z.boolean(),
});
export const markedNotificationsSchema = z.object({ ids: z.array(idSchema).max(MOST_MARKED) });

/** When what is told is sent by mail as well. */
export const mailTimes = ['now', 'daily', 'never'] as const;
export const mailTimeSchema = z.enum(mailTimes);
export type MailTime = z.infer<typeof mailTimeSchema>;
/** In the person's time zone; days from Monday (1). From the evening to the morning where `to` is the earlier one. */
export const quietHoursSchema = z.strictObject({
  from: timeOfDaySchema,
  to: timeOfDaySchema,
  days: z.array(z.number().int().min(1).max(7)).max(7),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;
/** GET, PUT /api/v1/notifications/settings : a kind that is left out keeps what is usual. */
export const notificationSettingsSchema = z.strictObject({
  kinds: z
    .array(
      z.strictObject({
        kind: notificationKindSchema,
        page: z.boolean(),
        /** On devices that the person has added. */
        push: z.boolean().default(true),
        mail: mailTimeSchema,
      }),
    )
    .max(notificationKinds.length),
  /** Nothing is sent then; it waits in the page. null: never quiet. */
  quiet: quietHoursSchema.nullable(),
});
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>;
/** What holds for whoever has set nothing else. */
export const usualMail: Readonly<Record<NotificationKind, MailTime>> = {
  mention: 'now',
  reply: 'daily',
  direct: 'now',
  comment: 'daily',
  'comment-assigned': 'now',
  'access-given': 'now',
  'access-requested': 'now',
  'access-answered': 'now',
  'team-joined': 'daily',
  'circuit-asked': 'now',
  'circuit-due': 'now',
  'circuit-returned': 'now',
  'circuit-approved': 'daily',
  'file-blocked': 'now',
  'break-glass-begun': 'now',
  'break-glass-ended': 'now',
};
export const usualQuiet: QuietHours = { from: '19:00', to: '08:00', days: [6, 7] };

/** GET /api/v1/notifications/push */
export const pushDevicesSchema = z.object({
  /** For `PushManager.subscribe`; null: this instance wakes no browsers. */
  publicKey: z.string().nullable(),
  /** Those of the person; `here`: the one of this session. */
  devices: z.array(z.object({ id: idSchema, createdAt: instantSchema, here: z.boolean() })).max(20),
});
export type PushDevices = z.infer<typeof pushDevicesSchema>;
/** PUT /api/v1/notifications/push : the address at the push service that the browser gave (RFC 8030). */
export const addPushDeviceSchema = z.strictObject({ endpoint: z.url().max(2_000) });

/** POST /api/v1/notifications/unsubscribe?ticket=… : from a mail, without signing in (RFC 8058). */
export const unsubscribeQuerySchema = z.strictObject({ ticket: z.string().min(16).max(500) });

/** GET, PUT /api/v1/notifications/levels/:id : of which of its messages, and those of its threads, one is told. */
export const notificationLevels = ['all', 'mentions', 'nothing'] as const;
export const notificationLevelSchema = z.strictObject({ level: z.enum(notificationLevels) });
export type NotificationLevel = z.infer<typeof notificationLevelSchema>['level'];

/** GET, PUT /api/v1/organisation/settings (people.manage): what holds for whoever has not chosen something else. */
export const organisationSettingsSchema = z.strictObject({
  /** Nobody sees who is there and who types. */
  hidesPresence: z.boolean(),
  /** When nothing is sent; null: never quiet. */
  quiet: quietHoursSchema.nullable(),
});
export type OrganisationSettings = z.infer<typeof organisationSettingsSchema>;
const habitsSchema = z.object({ quiet: quietHoursSchema.nullable() });
/** @param habits as the organisation's row has them; what is usual where it has none */
export const quietOfOrganisation = (habits: unknown): QuietHours | null => {
  const known = habitsSchema.safeParse(habits);
  return known.success ? known.data.quiet : usualQuiet;
};
