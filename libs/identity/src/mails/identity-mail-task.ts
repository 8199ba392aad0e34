import { defineTask, type Task } from '@maroquin/platform/jobs';
import type { IdentityMails } from './identity-mails.service.js';
import { MAIL_TASK, mailPayloadSchema } from './mail-task.js';

export const identityMailTask = (mails: IdentityMails): Task =>
  defineTask({ name: MAIL_TASK, schema: mailPayloadSchema, run: (payload) => mails.send(payload) });
