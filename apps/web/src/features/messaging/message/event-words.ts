import type { ConversationEvent, PersonView } from '@maroquin/contracts';
import type { Translate } from '../../../i18n/index.js';
import { personName } from '../../../ui/index.js';

/** Who joined or left a conversation, or what it is called now, in a sentence. */
export function eventWords(t: Translate, author: PersonView | null, event: ConversationEvent): string {
  const name = author === null ? t('conversation.formerMember') : personName(t, author);
  switch (event.kind) {
    case 'added': {
      const people = (event.people ?? []).map((one) => personName(t, one));
      return t('message.eventAdded', { name, people: new Intl.ListFormat(t.locale).format(people) });
    }
    case 'left':
      return t('message.eventLeft', { name });
    case 'renamed':
      return event.name
        ? t('message.eventRenamed', { name, title: event.name })
        : t('message.eventUnnamed', { name });
  }
}
