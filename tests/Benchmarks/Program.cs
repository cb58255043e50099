using LowCode.Tests.Benchmarks;

IBenchmark[] benchmarks = [];

return await Runner.RunAsync(benchmarks, args);
