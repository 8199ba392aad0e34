import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';

interface DropFilesProps {
  isEnabled: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}
/** Takes files dropped anywhere on the view. The Import button does the same for whoever has no mouse. */
export function DropFiles({ isEnabled, onFiles, children }: DropFilesProps) {
  const t = useT();
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => isEnabled && event.dataTransfer.types.includes('Files');
  const enter = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className="mq-drop"
      onDragEnter={enter}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDragLeave={leave}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <div className="mq-drop-veil">
          <Icon of={FileUp} size="l" />
          {t('import.drop')}
        </div>
      )}
    </div>
  );
}
