// Runs the files of kit.json (content by path) through the library and shows one verdict a line.
import { dotnet } from './_framework/dotnet.js';

const verdicts = document.getElementById('verdicts');
try {
  const { getAssemblyExports, getConfig, runMain } = await dotnet.create();
  await runMain();
  const page = (await getAssemblyExports(getConfig().mainAssemblyName)).LowCode.Tests.FeelInBrowser.TckPage;
  const kit = await (await fetch('kit.json')).json();
  for (const [path, content] of Object.entries(kit)) {
    page.Add(path, content);
  }

  const began = performance.now();
  verdicts.textContent = page.Run();
  verdicts.dataset.milliseconds = Math.round(performance.now() - began);
  verdicts.dataset.state = 'done';
} catch (error) {
  verdicts.textContent = `${error}\n${error.stack ?? ''}`;
  verdicts.dataset.state = 'failed';
}
