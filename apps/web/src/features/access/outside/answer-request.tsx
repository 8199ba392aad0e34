import type { PersonView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { announce, Button, reportFailure } from '../../../ui/index.js';
import { useDecide, useRequests } from './links-api.js';

interface AnswerRequestProps {
  resourceId: string;
  person: PersonView;
  /** Whether Tab leads here. */
  isActive: boolean;
  onAnswered: () => void;
}
/** Answers what somebody asked for, where one reads of it: to read it, or nothing. Nothing where it was answered already. */
export function AnswerRequest({ resourceId, person, isActive, onAnswered }: AnswerRequestProps) {
  const t = useT();
  const { name } = person;
  const request = useRequests(resourceId).rows.find((one) => one.person.id === person.id);
  const decide = useDecide();
  if (request === undefined) return null;
  const answer = (role: 'reader' | null): void =>
    decide.mutate(
      { id: request.id, role },
      {
        onSuccess: () => {
          announce(t(role === null ? 'requests.refused' : 'requests.readGiven', { name }));
          onAnswered();
        },
        onError: reportFailure,
      },
    );
  const common = { size: 's', isPending: decide.isPending, excludeFromTabOrder: !isActive } as const;
  return (
    <>
      <Button {...common} aria-label={t('requests.giveReadFor', { name })} onPress={() => answer('reader')}>
        {t('requests.giveRead')}
      </Button>
      <Button
        {...common}
        variant="ghost"
        aria-label={t('requests.refuseFor', { name })}
        onPress={() => answer(null)}
      >
        {t('requests.refuse')}
      </Button>
    </>
  );
}
