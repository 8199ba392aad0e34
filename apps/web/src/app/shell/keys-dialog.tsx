import { Fragment } from 'react';
import { type MessageKey, useT } from '../../i18n/index.js';
import { Dialog } from '../../ui/index.js';

/** Alternatives in one cell; the names of keys are those printed on French keyboards. */
const keys: readonly [readonly string[], MessageKey][] = [
  [['Ctrl+K'], 'keys.search'],
  [['Ctrl+/'], 'keys.list'],
  [['F6', 'Maj+F6'], 'keys.regions'],
  [['Alt+1', 'Alt+2', 'Alt+3'], 'keys.views'],
  [['Alt+N'], 'keys.primary'],
  [['↑ ↓', 'Entrée'], 'keys.rows'],
  [['Maj+F10'], 'keys.rowMenu'],
  [['F2'], 'keys.rename'],
  [['Suppr'], 'keys.trash'],
  [['Alt+F10'], 'keys.toolbar'],
  [['Alt+Maj+H'], 'keys.history'],
  [['Alt+Maj+F'], 'keys.focus'],
  [['Ctrl+Alt+C', 'Ctrl+Alt+V'], 'keys.painter'],
  [['Ctrl+F', 'Ctrl+H'], 'keys.find'],
  [['Ctrl+P'], 'keys.export'],
  [['Alt+Maj+↓', 'Alt+Maj+↑'], 'keys.changes'],
  [['Entrée', 'Maj+Entrée'], 'keys.send'],
  [['Échap'], 'keys.escape'],
];
const english: Record<string, string> = {
  'Maj+F6': 'Shift+F6',
  'Alt+Maj+H': 'Alt+Shift+H',
  'Alt+Maj+F': 'Alt+Shift+F',
  'Alt+Maj+↓': 'Alt+Shift+↓',
  'Alt+Maj+↑': 'Alt+Shift+↑',
  'Maj+F10': 'Shift+F10',
  'Maj+Entrée': 'Shift+Enter',
  Entrée: 'Enter',
  Suppr: 'Delete',
  Échap: 'Esc',
};

export function KeysTable() {
  const t = useT();
  return (
    <div className="mq-keys">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('app.keysColumn')}</th>
            <th scope="col">{t('app.keysDoes')}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(([combinations, does]) => (
            <tr key={does}>
              <td>
                {combinations.map((combination, index) => (
                  <Fragment key={combination}>
                    {index > 0 && ' '}
                    <kbd className="mq-kbd">
                      {t.locale === 'en' ? (english[combination] ?? combination) : combination}
                    </kbd>
                  </Fragment>
                ))}
              </td>
              <td>{t(does)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mq-hint">{t('app.keysHint')}</p>
    </div>
  );
}

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.keys')}>
      <KeysTable />
    </Dialog>
  );
}
