using LowCode.Host.Calls;
using LowCode.Host.Links;
using LowCode.Host.Maps;
using LowCode.Pictures;
using LowCode.Printing;
using LowCode.Storage;
using LowCode.Work;
using LowCode.Work.Calls;
using LowCode.Work.Connectors;
using LowCode.Work.Instances;
using LowCode.Work.Links;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCode.Host;

/// <summary>The product without screens: what the server and the commands share.</summary>
internal static class ProductServices
{
    public static IServiceCollection AddProduct(this IServiceCollection services, HostSettings settings)
    {
        // Before the store would make it for everybody to read.
        PrivateFolder.Create(settings.DataFolder);
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(settings.Storage());
        services.AddPictures();
        services.AddPrinting(new PrintingOptions { Browser = settings.Chromium });
        services.AddSingleton<MapFiles>();
        services.AddSingleton(settings.Attachments());
        services.AddSingleton<IHttpSender, HttpSender>();
        services.AddSingleton<ICredentials>(new CredentialFiles(Path.Combine(settings.DataFolder, "credentials")));
        services.AddSingleton(settings.Retention());
        services.AddDataProtection()
            .SetApplicationName("LowCode")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
        services.AddSingleton(settings.Links());
        services.AddSingleton<ILinkTokens, ProtectedLinkTokens>();
        services.AddSingleton(settings.Engine());
        services.AddSingleton(ScriptSettings.Read(settings.ScriptSettingsFile));
        services.AddWork();
        services.AddSingleton(new TemplateCatalog(settings.TemplatesFolder));
        return services;
    }
}
