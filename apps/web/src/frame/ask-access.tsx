import { useMutation } from '@tanstack/react-query';
import { request, useMaybeMe } from '../api/index.js';
import { useT } from '../i18n/index.js';
import { announce, Button, ErrorNote } from '../ui/index.js';

/** "Demander l'accès", on the page of what is not there or may not be seen: the answer does not reveal which it is. */
export function AskAccess({ resourceId }: { resourceId: string }) {
  const t = useT();
  const me = useMaybeMe(false).data;
  const ask = useMutation({
    mutationFn: () => request('POST', '/access-requests', { body: { resourceId } }),
    onSuccess: () => announce(t('requests.asked')),
  });
  // A visitor by link is known to nobody who could decide.
  if (me === undefined || me.visit !== undefined) return null;
  if (ask.isSuccess) return <p>{t('requests.asked')}</p>;
  return (
    <>
      {ask.error && <ErrorNote error={ask.error} />}
      <Button isPending={ask.isPending} onPress={() => ask.mutate()}>
        {t('requests.ask')}
      </Button>
    </>
  );
}
