import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/index.js';
import { PageTitle, SignLayout } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, LinkButton } from '../../ui/index.js';

/** `/desabonnement#ticket`: from a mail, without signing in. */
export function UnsubscribePage() {
  const t = useT();
  const [ticket] = useState(() => location.hash.slice(1));
  const stop = useMutation({
    mutationFn: () => request('POST', '/notifications/unsubscribe', { query: { ticket } }),
  });
  return (
    <SignLayout>
      <PageTitle>{t('unsubscribe.title')}</PageTitle>
      <h1>{t('unsubscribe.title')}</h1>
      <p role="status">{t(stop.isSuccess ? 'unsubscribe.done' : 'unsubscribe.text')}</p>
      {stop.error && <ErrorNote error={stop.error} />}
      {stop.isSuccess ? (
        <LinkButton to="/activite/reglages">{t('notify.title')}</LinkButton>
      ) : (
        <Button variant="primary" isPending={stop.isPending} onPress={() => stop.mutate()}>
          {t('unsubscribe.stop')}
        </Button>
      )}
    </SignLayout>
  );
}
