import { afterEach, describe, expect, it, vi } from 'vitest';
import { serviceState } from './service-state.js';

describe('a service that does not answer', () => {
  afterEach(() => {
    serviceState.report('up');
    vi.unstubAllGlobals();
  });

  it('is called interrupted as soon as it says so, though it was called unreachable before', () => {
    serviceState.report('unreachable');
    serviceState.report('down', 2);
    expect(serviceState.get().kind).toBe('down');
  });

  it('stays interrupted while it then says nothing', () => {
    serviceState.report('down', 2);
    serviceState.report('unreachable');
    expect(serviceState.get().kind).toBe('down');
  });

  it('is not to blame once the browser knows of no network', () => {
    serviceState.report('down', 2);
    vi.stubGlobal('navigator', { onLine: false });
    serviceState.reportCut();
    expect(serviceState.get().kind).toBe('offline');
  });
});
