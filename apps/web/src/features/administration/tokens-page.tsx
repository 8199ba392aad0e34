import type { AdministeredToken } from '@maroquin/contracts';
import { useState } from 'react';
import { focusContent, PageBody, PageHeader } from '../../frame/index.js';
import { useDates, useT } from '../../i18n/index.js';
import {
  Button,
  ConfirmDialog,
  ErrorNote,
  FilterField,
  ShowMore,
  Skeleton,
  toast,
  useDebounced,
} from '../../ui/index.js';
import { useRevokeToken, useTokensOf } from './administration-api.js';
import { OrganisationChoice, useChosenOrganisation } from './organisation-choice.js';

/** What lets programs act for people. */
export function TokensPage() {
  const t = useT();
  const orgId = useChosenOrganisation();
  const [filter, setFilter] = useState('');
  const tokens = useTokensOf(orgId, useDebounced(filter.trim(), 150));
  const [revoking, setRevoking] = useState<AdministeredToken | null>(null);
  return (
    <>
      <PageHeader title={t('administration.tokens')} />
      <PageBody>
        <OrganisationChoice />
        <p className="mq-sec">{t('administration.tokensText')}</p>
        <FilterField label={t('administration.byPerson')} value={filter} onChange={setFilter} />
        {tokens.isPending && <Skeleton />}
        {tokens.error && <ErrorNote error={tokens.error} />}
        {tokens.isSuccess && tokens.rows.length === 0 && (
          <p className="mq-muted" role="status">
            {t(filter === '' ? 'administration.tokensNone' : 'people.none')}
          </p>
        )}
        <ul className="mq-admin-list" aria-label={t('administration.tokens')}>
          {tokens.rows.map((token) => (
            <TokenLine key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </ul>
        <ShowMore list={tokens} />
      </PageBody>
      {revoking !== null && <RevokeDialog orgId={orgId} token={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function TokenLine({ token, onRevoke }: { token: AdministeredToken; onRevoke: () => void }) {
  const t = useT();
  const dates = useDates();
  const since = dates.short(token.createdAt);
  return (
    <li>
      <span className="two">
        <span className="main mq-cut">{token.person.name}</span>
        <span className="mq-small mq-muted">
          {t('administration.tokenScopes', { scopes: token.scopes.join(', ') })}
        </span>
        <span className="mq-small mq-sec">
          {t('administration.tokenSince', { date: since })},{' '}
          {token.expiresAt === null
            ? t('administration.tokenForever')
            : t('administration.tokenUntil', { date: dates.short(token.expiresAt) })}
          ,{' '}
          {token.lastSeenAt === null
            ? t('administration.tokenUnused')
            : t('administration.tokenSeen', { date: dates.short(token.lastSeenAt) })}
        </span>
      </span>
      <Button
        size="s"
        aria-label={t('administration.revokeTokenOf', {
          name: token.person.name,
          date: dates.full(token.createdAt),
        })}
        onPress={onRevoke}
      >
        {t('administration.revoke')}
      </Button>
    </li>
  );
}

interface RevokeDialogProps {
  orgId: string;
  token: AdministeredToken;
  onClose: () => void;
}
function RevokeDialog({ orgId, token, onClose }: RevokeDialogProps) {
  const t = useT();
  const revoke = useRevokeToken(orgId);
  return (
    <ConfirmDialog
      title={t('administration.revokeToken')}
      subtitle={token.person.name}
      error={revoke.error}
      isPending={revoke.isPending}
      isDanger
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(token.id, {
          onSuccess: () => {
            onClose();
            focusContent();
            toast({ text: t('administration.tokenRevoked') });
          },
        })
      }
    >
      {t('administration.revokeTokenText')}
    </ConfirmDialog>
  );
}
