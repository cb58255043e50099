using LowCode.Host.Commands;

return await CommandLine.RunAsync(args);
