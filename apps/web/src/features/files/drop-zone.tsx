import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Icon } from '../../ui/index.js';
import { type ChosenFiles, droppedFiles } from './uploads/dropped-files.js';

interface DropZoneProps {
  className?: string;
  /** What letting go of the files does. */
  label: string;
  isEnabled: boolean;
  /** What was dropped, with the folders that files stand in. */
  onChosen: (chosen: Promise<ChosenFiles>) => void;
  children: ReactNode;
}
/** Takes files and folders dropped anywhere on the view; the button does the same by keyboard. */
export function DropZone({ className = '', label, isEnabled, onChosen, children }: DropZoneProps) {
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
    onChosen(droppedFiles(event.dataTransfer));
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
