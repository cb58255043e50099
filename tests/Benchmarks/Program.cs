using LowCode.Tests.Benchmarks;
using LowCode.Tests.Benchmarks.Durable;

IBenchmark[] benchmarks = [new EngineBenchmark()];

return await Runner.RunAsync(benchmarks, args);
