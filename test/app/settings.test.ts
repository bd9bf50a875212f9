import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, readSettings } from '../../src/app/settings.ts';

describe('settings', () => {
  it('have a default each', () => {
    expect(readSettings({})).toEqual({
      dataFolder: resolve('data'),
      host: '127.0.0.1',
      port: 4000,
      search: { engine: 'embedded' },
      iso18626Symbol: null,
      lang: null,
      trustProxy: [],
      publicUrl: null,
      logLevel: 'info',
    });
  });

  it('are read from the environment, where a blank is nothing', () => {
    const settings = readSettings({
      LIANTU_DATA: '/var/lib/liantu',
      LIANTU_HOST: '0.0.0.0',
      LIANTU_PORT: '0',
      LIANTU_SEARCH: 'meilisearch',
      MEILI_URL: 'http://127.0.0.1:7700',
      MEILI_KEY: ' ',
      LIANTU_LANG: 'zh_CN.UTF-8',
      LIANTU_TRUST_PROXY: '10.0.0.0/8, ::1',
    });
    expect(settings).toMatchObject({
      dataFolder: '/var/lib/liantu',
      port: 0,
      search: { engine: 'meilisearch', url: 'http://127.0.0.1:7700', key: null },
      lang: 'zh',
      trustProxy: ['10.0.0.0/8', '::1'],
    });
    expect(filesOf(settings).catalogue).toBe('/var/lib/liantu/catalogue.db');
  });

  it('report every fault at once', () => {
    const wrong = {
      LIANTU_PORT: '70000',
      LIANTU_SEARCH: 'sphinx',
      MEILI_URL: 'ftp://x',
      LIANTU_ISO18626_SYMBOL: 'no colon',
      LIANTU_LOG: 'loud',
      LIANTU_TRUST_PROXY: 'everyone!',
    };
    expect(() => readSettings(wrong)).toThrow();
    try {
      readSettings(wrong);
    } catch (error) {
      for (const name of Object.keys(wrong)) expect(String(error)).toContain(name);
    }
  });

  it('ask for the address of Meilisearch where it is wanted', () => {
    expect(() => readSettings({ LIANTU_SEARCH: 'meilisearch' })).toThrow(/MEILI_URL is needed/);
  });
});
