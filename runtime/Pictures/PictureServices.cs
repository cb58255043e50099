using LowCode.Work.Attachments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCode.Pictures;

/// <summary>Decodes pictures with Skia.</summary>
public static class PictureServices
{
    public static IServiceCollection AddPictures(this IServiceCollection services)
    {
        services.TryAddSingleton<IPictures, SkiaPictures>();
        return services;
    }
}
