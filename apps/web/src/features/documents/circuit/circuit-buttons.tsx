import { Ban, Check, Download, Undo2 } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CircuitView, SignedFormat } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import {
  announce,
  Button,
  ConfirmDialog,
  ErrorNote,
  FormDialog,
  Note,
  TextField,
} from '../../../ui/index.js';
import { downloadSigned, useActInCircuit, useCancelCircuit } from './circuit-api.js';

interface CircuitButtonsProps {
  documentId: string;
  circuit: CircuitView;
}

type Asked = 'approve' | 'return' | 'cancel' | null;

/** What this person may do in a circuit now. */
export function CircuitButtons({ documentId, circuit }: CircuitButtonsProps) {
  const t = useT();
  const [asked, setAsked] = useState<Asked>(null);
  const { status, mayAct, mayCancel, steps, step } = circuit;
  const kind = steps[step]?.kind ?? 'reading';
  const close = () => setAsked(null);
  if (status === 'approved' && circuit.mayRead) return <Signed documentId={documentId} circuit={circuit} />;
  return (
    <>
      <div className="mq-row mq-wrap">
        {mayAct && (
          <>
            <Button variant="primary" icon={Check} onPress={() => setAsked('approve')}>
              {t(`circuit.approve.${kind}`)}
            </Button>
            <Button icon={Undo2} onPress={() => setAsked('return')}>
              {t('circuit.return')}
            </Button>
          </>
        )}
        {mayCancel && (
          <Button variant="ghost" icon={Ban} onPress={() => setAsked('cancel')}>
            {t('circuit.cancel')}
          </Button>
        )}
      </div>
      {asked === 'approve' && <ApproveDialog {...{ documentId, circuit, kind }} onClose={close} />}
      {asked === 'return' && <ReturnDialog {...{ documentId, circuit }} onClose={close} />}
      {asked === 'cancel' && <CancelDialog {...{ documentId, circuit }} onClose={close} />}
    </>
  );
}

type DialogProps = CircuitButtonsProps & { onClose: () => void };

function ApproveDialog({
  documentId,
  circuit,
  kind,
  onClose,
}: DialogProps & { kind: CircuitView['steps'][number]['kind'] }) {
  const t = useT();
  const dates = useDates();
  const { mutate, isPending, error } = useActInCircuit(documentId, circuit.id);
  const onSuccess = () => {
    announce(t(`circuit.said.${kind}`));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(`circuit.approve.${kind}`)}
      onClose={onClose}
      error={error}
      isPending={isPending}
      onConfirm={() => mutate({ act: 'approve', reason: '' }, { onSuccess })}
    >
      {t(`circuit.confirm.${kind}`, { title: circuit.title, day: dates.full(circuit.startedAt) })}
      {circuit.changed && ` ${t('circuit.changedShort')}`}
    </ConfirmDialog>
  );
}

function ReturnDialog({ documentId, circuit, onClose }: DialogProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useActInCircuit(documentId, circuit.id);
  const submit = () => {
    setTried(true);
    if (reason.trim() === '') return;
    const onSuccess = () => {
      announce(t('circuit.said.return'));
      onClose();
    };
    mutate({ act: 'return', reason: reason.trim() }, { onSuccess });
  };
  return (
    <FormDialog
      title={t('circuit.return')}
      submit={t('circuit.returnSubmit')}
      guarded={reason !== ''}
      onClose={onClose}
      onSubmit={submit}
      isPending={isPending}
      error={error}
    >
      <p className="mq-small mq-sec">{t('circuit.returnHelp')}</p>
      <TextField
        label={t('circuit.reason')}
        rows={4}
        maxLength={1000}
        autoFocus
        value={reason}
        onChange={setReason}
        error={tried && reason.trim() === '' ? t('circuit.reasonMissing') : null}
      />
    </FormDialog>
  );
}

function CancelDialog({ documentId, circuit, onClose }: DialogProps) {
  const t = useT();
  const { mutate, isPending, error } = useCancelCircuit(documentId, circuit.id);
  const onSuccess = () => {
    announce(t('circuit.said.cancel'));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('circuit.cancel')}
      isDanger
      onClose={onClose}
      error={error}
      isPending={isPending}
      onConfirm={() => mutate(undefined, { onSuccess })}
    >
      {t('circuit.cancelHelp')}
    </ConfirmDialog>
  );
}

/** How an approved version leaves, and how others check it. */
function Signed({ documentId, circuit }: CircuitButtonsProps) {
  const t = useT();
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (format: SignedFormat) => downloadSigned(documentId, circuit, format),
  });
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      <div className="mq-row mq-wrap">
        {(['pdf', 'odt', 'signed'] as const).map((format) => (
          <Button
            key={format}
            icon={Download}
            onPress={() => mutate(format)}
            isPending={isPending && variables === format}
          >
            {t(`circuit.download.${format}`)}
          </Button>
        ))}
      </div>
      <Note tone="ok">
        <p>{t('circuit.signedHelp')}</p>
      </Note>
    </>
  );
}
