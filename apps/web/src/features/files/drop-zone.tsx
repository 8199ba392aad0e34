import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Icon } from '../../ui/index.js';

interface DropZoneProps {
  className?: string;
  /** What letting go of the files does. */
  label: string;
  isEnabled: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}
/** Takes files dropped anywhere on the view; the button does the same by keyboard. */
export function DropZone({ className = '', label, isEnabled, onFiles, children }: DropZoneProps) {
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const takes = (event: DragEvent): boolean => isEnabled && event.dataTransfer.types.includes('Files');
  const move = (event: DragEvent, by: 1 | -1): void => {
    if (!takes(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent): void => {
    if (!takes(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    onFiles(filesOf(event.dataTransfer));
  };
  return (
    <div
      className={`mq-drop ${className}`}
      onDragEnter={(event) => move(event, 1)}
      onDragOver={(event) => takes(event) && event.preventDefault()}
      onDragLeave={(event) => move(event, -1)}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <div className="mq-drop-veil">
          <Icon of={FileUp} size="l" />
          {label}
        </div>
      )}
    </div>
  );
}

/** A dropped folder looks like a file without content: left out rather than uploaded empty. */
const filesOf = (transfer: DataTransfer): File[] =>
  [...transfer.items].flatMap((item) => {
    const file =
      item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true ? item.getAsFile() : null;
    return file === null ? [] : [file];
  });
