import type { MarkingState, ResourceView } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { Button, Note, reportFailure, toast } from '../../../ui/index.js';
import { useAnswerMarking } from './marking-api.js';

interface MarkingRequestProps {
  resource: ResourceView;
  request: NonNullable<MarkingState['request']>;
  onDone: () => void;
}

/** Somebody asks that it be marked lower: another one who manages access answers, who asked may withdraw it. */
export function MarkingRequest({ resource, request, onDone }: MarkingRequestProps) {
  const t = useT();
  const dates = useDates();
  const answer = useAnswerMarking(resource.id);
  const marking = t(`marking.${request.marking}`);
  const say = (agrees: boolean) => {
    answer
      .mutateAsync({ agrees })
      .then(() => {
        const said = agrees ? 'marking.done' : request.mine ? 'marking.withdrawn' : 'marking.refused';
        toast({ text: t(said, { name: resource.name, marking }) });
        onDone();
      })
      .catch(reportFailure);
  };
  return (
    <Note tone="plain">
      <p>
        <b>
          {request.mine
            ? t('marking.askedByMe', { marking })
            : t('marking.askedBy', { name: request.askedBy?.name ?? t('marking.somebody'), marking })}
        </b>
      </p>
      <blockquote className="mq-reason">{request.reason}</blockquote>
      <p className="mq-small mq-sec">{t('marking.until', { date: dates.full(request.expiresAt) })}</p>
      <div className="mq-row mq-wrap">
        {!request.mine && (
          <Button size="s" isPending={answer.isPending} onPress={() => say(true)}>
            {t('marking.agree', { marking })}
          </Button>
        )}
        <Button size="s" variant="ghost" isPending={answer.isPending} onPress={() => say(false)}>
          {t(request.mine ? 'marking.withdraw' : 'marking.refuse')}
        </Button>
      </div>
    </Note>
  );
}
