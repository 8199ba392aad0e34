import { custodySchema } from '@maroquin/contracts';
import { useState } from 'react';
import { PageTitle, SignLayout } from '../../../frame/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, Note, Skeleton } from '../../../ui/index.js';
import { useKeyCustody } from './custody-api.js';
import { CustodyPanel } from './custody-panel.js';
import '../style/parts.css';

/** Out of the address at once, so that it stays in no history and no screenshot. */
function takeTicket(): string | null {
  const said = custodySchema.safeParse({ ticket: location.hash.slice(1) });
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return said.success ? said.data.ticket : null;
}

/** `/cles/garde#…`: the address that a custodian kept, for the day on which nobody of the organisation is let in. */
export function CustodyLinkPage() {
  const t = useT();
  const [ticket] = useState(takeTicket);
  return (
    <SignLayout>
      <PageTitle>{t('keys.title')}</PageTitle>
      <h1>{t('keys.title')}</h1>
      {ticket === null ? (
        <Note tone="warn" isAlert>
          <p>{t('keys.linkDead')}</p>
        </Note>
      ) : (
        <ByTicket ticket={ticket} />
      )}
    </SignLayout>
  );
}

function ByTicket({ ticket }: { ticket: string }) {
  const custody = useKeyCustody(ticket);
  if (custody.error) return <ErrorNote error={custody.error} />;
  return custody.data ? <CustodyPanel state={custody.data} ticket={ticket} /> : <Skeleton />;
}
