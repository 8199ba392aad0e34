import { useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, Note, personName } from '../../../ui/index.js';
import { useActOnBreakGlass, useBreakGlassHere } from './break-glass-api.js';

/** Over a place, a document, a file: who reads here by break-glass access, as long as it runs. */
export function BreakGlassBanner({ id }: { id: string }) {
  const t = useT();
  const dates = useDates();
  const me = useMe();
  const here = useBreakGlassHere(id);
  const act = useActOnBreakGlass();
  return (here.data?.running ?? []).map(({ id: accessId, person, approvedBy, endsAt, mayEnd }) => {
    const values = {
      name: person === null ? t('breakGlass.someone') : personName(t, person),
      approver: approvedBy === null ? t('breakGlass.someone') : personName(t, approvedBy),
      date: dates.full(endsAt),
    };
    return (
      <Note
        key={accessId}
        tone="warn"
        actions={
          mayEnd && (
            <Button
              size="s"
              isPending={act.isPending}
              onPress={() =>
                act.mutate(
                  { id: accessId, act: 'end' },
                  { onSuccess: () => announce(t('breakGlass.endedNow')) },
                )
              }
            >
              {t('breakGlass.end')}
            </Button>
          )
        }
      >
        <p>
          <b>{t(person?.id === me.person.id ? 'breakGlass.bannerMine' : 'breakGlass.banner', values)}</b>
        </p>
        {act.error && <ErrorNote error={act.error} />}
      </Note>
    );
  });
}
