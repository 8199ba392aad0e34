import { describe, expect, it } from 'vitest';

import { CloseCode, Harness, documentRef, settle, until } from './harness.js';
import { MemoryJournal } from './memory-journal.js';

describe('limits', () => {
  it('end the connection of a client that does not read', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    const bruno = await harness.client('bruno');
    bruno.buffered = 2 ** 21;
    anna.text.insert(0, 'x');
    await until(() => bruno.closedWith !== null, 'cut');
    expect(bruno.closedWith).toBe(CloseCode.tryLater);
    expect(anna.closedWith).toBeNull();
  });

  it('refuse an update above 1 MiB and take it as step 2', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x'.repeat(2 ** 20));
    await until(() => anna.closedWith !== null, 'refused');
    expect(anna.closedWith).toBe(CloseCode.tooLarge);
    await anna.connect(harness.rooms, documentRef());
    await until(() => harness.journal.seqOf('doc') > 0, 'stored');
  });

  it('end a connection that sends too fast', async () => {
    const harness = new Harness(new MemoryJournal(), { framesPerSecond: 1, framesBurst: 20 });
    const anna = await harness.client('anna');
    for (let turn = 0; turn < 30; turn += 1) anna.text.insert(0, 'x');
    expect(anna.closedWith).toBe(CloseCode.tooFast);
  });

  it('end a connection whose frames keep the node too busy', async () => {
    const harness = new Harness(new MemoryJournal(), { busyMsPerSecond: 0, busyMsBurst: 0.001 });
    const anna = await harness.client('anna');
    expect(anna.closedWith).toBe(CloseCode.tooFast);
  });

  it('ask newcomers to try later when the node is full', async () => {
    const harness = new Harness(new MemoryJournal(), { connections: 1 });
    await harness.client('anna');
    const bruno = await harness.client('bruno');
    expect(bruno.closedWith).toBe(CloseCode.tryLater);
    expect(harness.rooms.connectionCount).toBe(1);
  });

  it('close a room that nobody has used for a while', async () => {
    const harness = new Harness(new MemoryJournal(), { idleRoomMs: 5 });
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x');
    await until(() => anna.committed === anna.sent, 'committed');
    anna.disconnect();
    await until(() => harness.rooms.roomCount === 0, 'closed');
    const bruno = await harness.client('bruno');
    expect(bruno.text.toJSON()).toBe('x');
  });
});

describe('a room that closes in order', () => {
  it('is reported once something was committed in it, so that it can be opened quickly', async () => {
    const harness = new Harness(new MemoryJournal(), { idleRoomMs: 5 });
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x');
    await until(() => anna.committed === anna.sent, 'committed');
    expect(harness.closed).toEqual([]);
    anna.disconnect();
    await until(() => harness.rooms.roomCount === 0, 'closed');
    expect(harness.closed).toEqual([{ documentId: 'doc', seq: 1 }]);
    const bruno = await harness.client('bruno');
    await until(() => bruno.committed === bruno.sent, 'answered');
    bruno.disconnect();
    await until(() => harness.rooms.roomCount === 0, 'closed again');
    expect(harness.closed).toHaveLength(1);
  });

  it('is reported when the node ends', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    anna.text.insert(0, 'x');
    await until(() => anna.committed === anna.sent, 'committed');
    await harness.rooms.close(1000);
    expect(harness.closed).toEqual([{ documentId: 'doc', seq: 1 }]);
  });
});

describe('closing a node', () => {
  it('commits what was accepted before it ends connections', async () => {
    const harness = new Harness();
    const anna = await harness.client('anna');
    harness.journal.hold();
    anna.text.insert(0, 'dernier mot');
    const closing = harness.rooms.close(2000);
    await settle();
    expect(anna.closedWith).toBeNull();
    harness.journal.release();
    await closing;
    expect(anna.committed).toBe(anna.sent);
    expect(anna.closedWith).toBe(CloseCode.tryLater);
  });
});
